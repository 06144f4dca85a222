"""How the shipped Word templates are made: page, columns, tags, looks, markup, charts."""
