"""Commands that look after processes: the managed local Neo4j, and the service in the background."""
