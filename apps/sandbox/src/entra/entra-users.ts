/** Somebody of the tenant, with what an id token says of them. */
export interface EntraUser {
  oid: string;
  name: string;
  preferred_username: string;
  /** App roles of the connector's application. */
  roles: string[];
}

/** Everybody there is; nobody has a password here. */
export const users: Readonly<Record<'ada' | 'eve' | 'ned', EntraUser>> = {
  ada: {
    oid: 'ada00000-0000-4000-8000-000000000001',
    name: 'Ada Admin',
    preferred_username: 'ada@contoso.example',
    roles: ['Connector.Admin'],
  },
  eve: {
    oid: 'e7e00000-0000-4000-8000-000000000003',
    name: 'Eve Examiner',
    preferred_username: 'eve@contoso.example',
    roles: ['Connector.Examiner'],
  },
  ned: {
    oid: '0ed00000-0000-4000-8000-000000000002',
    name: 'Ned Norole',
    preferred_username: 'ned@contoso.example',
    roles: [],
  },
};
