"""Who may do what in reporting."""

from services.chassis.access import Role, Rule, Scope

READERS = frozenset({Role.DIGITAL_LEAD, Role.LEARNING_ADMIN, Role.PEOPLE_ADMIN, Role.AUDITOR})
READINESS = frozenset({Scope.READINESS_READ})

SEE_ONESELF = Rule(anyone=True)
READ_PLAN = Rule(anyone=True)
WRITE_PLAN = Rule(roles=frozenset({Role.DIGITAL_LEAD}))

READ_READINESS = Rule(line=True, roles=READERS, scopes=READINESS)
"""`line`: for whoever has a reporting line at all."""

READ_UNIT = Rule(own=True, line=True, roles=READERS, scopes=READINESS)
"""`own`: the unit they work in; `line`: the units where someone of their line works."""

READ_MATRIX = Rule(own=True, line=True, roles=frozenset({Role.AUDITOR}))
