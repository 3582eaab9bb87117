"""How a project is doing: facts, the health picture, decisions that wait, and who is told of them."""
