"""The Web API: one module per family of methods, one table of all of them, and the HTTP edge that guards them."""
