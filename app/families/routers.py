"""The routers of families, in the order in which their paths are tried."""

from fastapi import APIRouter

from app.families import join_pages, staff_pages, staff_routes, us_pages

ROUTERS: list[APIRouter] = [staff_pages.router, staff_routes.router, join_pages.router, us_pages.router]
