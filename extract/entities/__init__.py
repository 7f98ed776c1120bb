"""From mentions to entities: the tables, persons told apart, what descriptions and pronouns stand for."""
