"""What changes who may ask: people, roles, teams, briefings, sessions, clients."""
