"""A member asks, an officer answers, the member reads."""
