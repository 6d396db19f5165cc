"""What an audit has found, as people read it: a draft policy and a report."""
