"""wayhome jobs: what the worker could not do, and doing it again."""

import json

import typer
from procrastinate.jobs import Job, Status

from wayhome.cli.context import opened
from wayhome.cli.say import Problem, run, say, show

app = typer.Typer(help="Jobs: dead ones are kept until somebody looks.", no_args_is_help=True)


@app.command("list")
def list_(
    status: Status = typer.Option(Status.FAILED, help="failed, todo or doing."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line."),
) -> None:
    """List jobs; by default the dead ones."""
    found = run(_found(status))
    for job in found:
        show(json.dumps(_fields(job)) if as_json else _line(job))
    if not found and not as_json:
        say(f"No job is {status.value}.")


@app.command()
def retry(number: int) -> None:
    """Run a dead job again."""
    run(_retry(number))
    say(f"Job {number} runs again.")


async def _found(status: Status) -> list[Job]:
    async with opened() as core:
        return list(await core.job_app.job_manager.list_jobs_async(status=status.value))


async def _retry(number: int) -> None:
    async with opened() as core:
        jobs = list(await core.job_app.job_manager.list_jobs_async(id=number))
        if not jobs or jobs[0].status != Status.FAILED.value:
            raise Problem(f"No dead job has number {number}. See: wayhome jobs list")
        await core.job_app.job_manager.retry_job(jobs[0])


def _fields(job: Job) -> dict[str, object]:
    return {
        "number": job.id,
        "task": job.task_name,
        "status": job.status,
        "attempts": job.attempts,
        "about": job.task_kwargs,
    }


def _line(job: Job) -> str:
    about = ", ".join(f"{name} {value}" for name, value in job.task_kwargs.items())
    return f"{job.id:>7}  {job.task_name:<16}  {job.status:<8}  tried {job.attempts}  {about}"
