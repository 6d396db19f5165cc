"""Whether an article is offered before a ticket."""
