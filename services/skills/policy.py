"""Who may do what in skills.

Nobody assesses, accepts or rejects what is their own, nor excuses themselves from a skill.
"""

from services.chassis.access import Role, Rule, Scope

_PEOPLE_ADMIN = frozenset({Role.PEOPLE_ADMIN})
_PEOPLE_WRITE = frozenset({Scope.PEOPLE_WRITE})

SEE_ONESELF = Rule(anyone=True)
READ_FRAMEWORK = Rule(anyone=True)
READ_UNITS = Rule(anyone=True)
READ_PERSON = Rule(
    own=True, line=True, roles=frozenset({Role.PEOPLE_ADMIN, Role.AUDITOR}), scopes=_PEOPLE_WRITE
)
READ_RECORD = Rule(own=True, line=True, roles=frozenset({Role.AUDITOR}), unmanaged=_PEOPLE_ADMIN)
STATE_OWN = Rule(own=True)
ASSESS = Rule(line=True, unmanaged=_PEOPLE_ADMIN)
EXCUSE = Rule(line=True, unmanaged=_PEOPLE_ADMIN)
STATE_OR_ASSESS = Rule(own=True, line=True, unmanaged=_PEOPLE_ADMIN)
WRITE_PEOPLE = Rule(roles=_PEOPLE_ADMIN, scopes=_PEOPLE_WRITE)
WRITE_FRAMEWORK = Rule(roles=_PEOPLE_ADMIN, scopes=_PEOPLE_WRITE)
SEND_EVENTS = Rule(scopes=_PEOPLE_WRITE)
