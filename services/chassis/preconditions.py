"""If-Match and If-None-Match: changing only what the caller has seen."""

from dataclasses import dataclass

from services.chassis.errors import PreconditionFailed, PreconditionRequired


@dataclass(frozen=True, slots=True, kw_only=True)
class Precondition:
    """What a caller said about the state they want to change.

    `versions`: the ones given by If-Match; None without the header. `any`: `If-Match: *`.
    `create_only`: `If-None-Match: *`.
    """

    versions: frozenset[str] | None = None
    any: bool = False
    create_only: bool = False

    def check(self, version: int, *, there: bool) -> None:
        """Raise PreconditionRequired or PreconditionFailed unless the change may go on.

        `there` says whether the thing is there (a removed one is not), `version` what it is at.
        """
        if self.create_only and there:
            raise PreconditionFailed("It is there already.")
        if self.any or self.versions is not None:
            if not there:
                raise PreconditionFailed(
                    "There is nothing here to replace. To create it, leave If-Match out."
                )
            self.check_if_given(version)
        elif there and not self.create_only:
            raise PreconditionRequired("Send If-Match with the ETag you have read, to replace it.")

    def check_if_given(self, version: int) -> None:
        """The same for a change that asks for no precondition: one that is given has to hold."""
        if self.versions is not None and not self.any and str(version) not in self.versions:
            raise PreconditionFailed("It has changed since you read it. Read it again.")
