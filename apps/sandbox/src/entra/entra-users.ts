/** Somebody of the tenant, with what an id token says of them. */
export interface EntraUser {
  oid: string;
  name: string;
  preferred_username: string;
  /** App roles of the connector's application. */
  roles: string[];
}

/** Everybody there is; nobody has a password here. */
export const users: Readonly<Record<'ada' | 'ned', EntraUser>> = {
  ada: {
    oid: 'ada00000-0000-4000-8000-000000000001',
    name: 'Ada Admin',
    preferred_username: 'ada@contoso.example',
    roles: ['Connector.Admin'],
  },
  ned: {
    oid: '0ed00000-0000-4000-8000-000000000002',
    name: 'Ned Norole',
    preferred_username: 'ned@contoso.example',
    roles: [],
  },
};
