"""Tables: from raw cells to a typed plan, with every place known."""
