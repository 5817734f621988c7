"""`python -m tests.accounts.provider` fetches the provider before the tests need it."""

from tests.accounts.provider import install


install()
