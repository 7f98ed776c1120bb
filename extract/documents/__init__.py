"""Everything from bytes to `Document`: formats, headings, dates, and whether it is English."""

from extract.documents.hints import Hints, named_fields
from extract.documents.reading import document_from_text, read_documents, read_placed
from extract.documents.refusal import Refusal

__all__ = ["Hints", "Refusal", "document_from_text", "named_fields", "read_documents", "read_placed"]
