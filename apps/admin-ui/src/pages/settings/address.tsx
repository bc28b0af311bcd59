import { CopyButton } from '../../parts/copy-button';

/** An address to be registered elsewhere. */
export function Address({ name, address }: { name: string; address: string }) {
  return (
    <div className="address">
      <div>{name}</div>
      <code>{address}</code> <CopyButton text={address} of={name} />
    </div>
  );
}
