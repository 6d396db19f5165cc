"""What the tickets of the past tell: who is served how, natural clusters, and a first draft of segments."""
