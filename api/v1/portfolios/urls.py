"""Which address is which call on portfolios?"""

from django.urls import path

from api.v1.portfolios.views import (
    GiveUp,
    Portfolio,
    PortfolioChange,
    PortfolioChanges,
    Replace,
)


OF = "agreements/<uuid:agreement_id>"
ONE = "portfolio-changes/<uuid:change_id>"
urlpatterns = [
    path(f"{OF}/portfolio", Portfolio.as_view(), name="portfolio"),
    path(
        f"{OF}/portfolio-changes", PortfolioChanges.as_view(), name="portfolio-changes"
    ),
    path(ONE, PortfolioChange.as_view(), name="portfolio-change"),
    path(f"{ONE}/replace", Replace.as_view(), name="replace-portfolio"),
    path(f"{ONE}/give-up", GiveUp.as_view(), name="give-up-portfolio-change"),
]
