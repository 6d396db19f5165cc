"""The nouns of the desk: request, offer, ticket, their history, and the moves a ticket may make."""
