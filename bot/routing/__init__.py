"""Who answers: category, priority, pool and agent."""
