"""How sheets in somebody else's layout are understood: which of ours they are, and where their rows stand."""
