"""The web process: providers' doors and what staff see, in one application."""

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI


def create_web_app(routers: Sequence[APIRouter]) -> FastAPI:
    app = FastAPI(title="Wayhome", docs_url=None, redoc_url=None, openapi_url=None)
    for router in routers:
        app.include_router(router)
    return app
