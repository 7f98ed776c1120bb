"""The errors that Legation raises on purpose; each message says what was expected, what came, what to do."""


class LegationError(Exception):
    """Base of all errors that a caller may want to catch and show as they are."""


class RecordError(LegationError, ValueError):
    """A record (entity, fact, document) is not of the shape that `graph.facts` lays down."""


class KnowledgeError(LegationError, ValueError):
    """A table or lexicon under `ontologies/` has a row that cannot be used."""


class DocumentError(LegationError):
    """A file or stream cannot be read as a document."""


class StoreError(LegationError):
    """A store cannot be opened, read or written."""


class QueryError(LegationError):
    """A SPARQL query has a fault, or ran past its deadline."""


class ModelError(LegationError):
    """A language model cannot be loaded, or lacks what extraction needs."""
