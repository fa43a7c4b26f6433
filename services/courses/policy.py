"""Who may do what in courses. Nobody confirms their own training."""

from services.chassis.access import Role, Rule, Scope

_PEOPLE_ADMIN = frozenset({Role.PEOPLE_ADMIN})
_TRAINING_WRITE = frozenset({Scope.TRAINING_WRITE})

READ_CATALOGUE = Rule(anyone=True)
WRITE_CATALOGUE = Rule(roles=frozenset({Role.LEARNING_ADMIN}))
READ_TRAINING = Rule(own=True, line=True, roles=frozenset({Role.AUDITOR}), unmanaged=_PEOPLE_ADMIN)
LOG_TRAINING = Rule(own=True, scopes=_TRAINING_WRITE)
HIDE_COURSES = Rule(own=True)
CONFIRM = Rule(line=True, unmanaged=_PEOPLE_ADMIN)
SEND_EVENTS = Rule(scopes=_TRAINING_WRITE)
