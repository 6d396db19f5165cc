"""What Frontdesk costs, as ratios against a named peer that is measured in the same run."""
