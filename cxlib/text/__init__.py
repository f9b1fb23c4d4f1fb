"""Open answers made safe and findable: personal data redacted, language told, words reduced, themes spotted.

Everything here runs offline and without a model. `enrichment.enrich` is the way in for an import, `search` and
`themes` for a page; `redaction.redact` stands alone.
"""
