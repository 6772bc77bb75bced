import { graphql } from "react-relay";

export const page = graphql`
  query areaQuery($code: String!, $day: Date) {
    area(code: $code, asOf: $day) {
      ...area_figures
      centers(first: 1) { nodes { id ...area_record } }
    }
  }
`;

export const figures = graphql`
  fragment area_figures on Area
  @refetchable(queryName: "areaFiguresQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    figures(first: $count, after: $cursor) @connection(key: "area_figures") {
      edges { node { id code kind ... on Figure { sort value unit } } }
    }
  }
`;

export const record = graphql`
  fragment area_record on Record @refetchable(queryName: "areaRecordQuery") {
    __typename
    code
    name
    ... on NeighborhoodCenter { services leaders(first: 2) { nodes { id name } } }
  }
`;
