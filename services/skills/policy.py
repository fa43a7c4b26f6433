"""Who may do what in skills."""

from services.chassis.access import Role, Rule, Scope

READ_PERSON = Rule(
    own=True,
    line=True,
    roles=frozenset({Role.PEOPLE_ADMIN, Role.AUDITOR}),
    scopes=frozenset({Scope.PEOPLE_WRITE}),
)
READ_RECORD = Rule(
    own=True,
    line=True,
    roles=frozenset({Role.AUDITOR}),
    unmanaged=frozenset({Role.PEOPLE_ADMIN}),
)
WRITE_PEOPLE = Rule(roles=frozenset({Role.PEOPLE_ADMIN}), scopes=frozenset({Scope.PEOPLE_WRITE}))
