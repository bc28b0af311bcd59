import { createContext, type ReactNode, useContext } from 'react';

const MayChange = createContext(false);

/** May who is signed in change something, or only look? The connector decides anew at every call; this is for what is shown. */
export const MayChangeProvider = MayChange.Provider;

export function useMayChange(): boolean {
  return useContext(MayChange);
}

/** What only admins can do; in a table `otherwise` fills its place. */
export function OnlyAdmins({
  children,
  otherwise,
}: {
  children: ReactNode;
  otherwise?: ReactNode;
}) {
  return useMayChange() ? children : otherwise;
}
