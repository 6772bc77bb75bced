import { graphql } from "react-relay";

export const page = graphql`
  query householdQuery($code: String!, $day: Date) {
    household(code: $code, asOf: $day) {
      ...household_chain
    }
  }
`;

export const chain = graphql`
  fragment household_chain on Household @refetchable(queryName: "householdChainQuery") {
    door
    persons
    chain { complete brokenAt since steps { tier code name status } }
  }
`;
