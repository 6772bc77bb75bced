import { graphql } from "react-relay";

export const page = graphql`
  query organizationQuery($code: String!, $day: Date) {
    partyOrganization(code: $code, asOf: $day) {
      id
      ...organization_members
    }
  }
`;

export const members = graphql`
  fragment organization_members on PartyOrganization
  @refetchable(queryName: "organizationMembersQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    name
    members(first: $count, after: $cursor) @connection(key: "organization_members") {
      totalCount
      edges {
        since
        node { id code status }
      }
    }
  }
`;
