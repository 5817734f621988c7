"""What follows when somebody says that what was shared was misused?"""

from sharing.actions.misuse.answering import decide_on_ico, finish_task
from sharing.actions.misuse.closing import close
from sharing.actions.misuse.reporting import MisuseReport, report


__all__ = ["MisuseReport", "close", "decide_on_ico", "finish_task", "report"]
