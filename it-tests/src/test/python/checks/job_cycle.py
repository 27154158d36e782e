# SPDX-License-Identifier: Apache-2.0
"""The life of an asynchronous job, with no warning from pyvo: created, run, waited for, fetched, deleted."""

import time
import warnings

import requests
from pyvo.io.uws import tree

from nasmyth_check import service, same, true, fail


def until(condition, what):
    """Looks again and again for a minute until a condition holds."""
    end = time.monotonic() + 60
    while not condition():
        true(time.monotonic() < end, what)
        time.sleep(0.05)


QUERY = "SELECT TOP 3 table_name FROM TAP_SCHEMA.tables ORDER BY table_name"

with warnings.catch_warnings():
    warnings.simplefilter("error")
    warnings.simplefilter("ignore", ResourceWarning)
    if not hasattr(tree, "JobInfo"):
        # Debian 12's pyvo 1.2.1 does not know elements of UWS 1.1, nor the message of an error.
        warnings.filterwarnings("ignore", message=".*Unknown element")
    tap = service("tap_obs")

    job = tap.submit_job(QUERY, runid="cycle")
    same(job.phase, "PENDING", "phase of a new job")
    job.execution_duration = 60
    same(int(job.execution_duration.value if hasattr(job.execution_duration, "value") else job.execution_duration),
         60, "execution duration")
    job.run()
    job.wait(phases=["COMPLETED", "ERROR"], timeout=60)
    same(job.phase, "COMPLETED", "phase in the end")
    job.raise_if_error()
    same(len(job.fetch_result().to_table()), 3, "rows")
    same(len(tap.run_async(QUERY)), 3, "rows of run_async")
    listed = [one.jobid for one in tap.get_job_list()]
    true(job.job_id in listed, "the job is listed")
    url = job.url
    job.delete()
    same(requests.get(url, timeout=60).status_code, 404, "status after deletion")

    bad = tap.submit_job("SELECT nothing FROM TAP_SCHEMA.tables")
    bad.run()
    bad.wait(phases=["COMPLETED", "ERROR"], timeout=60)
    same(bad.phase, "ERROR", "phase of a wrong query")
    try:
        bad.raise_if_error()
        fail("a job in ERROR raises nothing")
    except Exception as error:
        print("raised:", error)
    bad.delete()

    slow = tap.submit_job("SELECT COUNT(*) FROM dbo.raw AS a, dbo.raw AS b, dbo.raw AS c"
                          " WHERE SIN(a.mjd_obs * b.mjd_obs + c.mjd_obs) > 2")
    slow.run()
    until(lambda: slow.phase == "EXECUTING", "a started job is begun")
    slow.abort()
    same(slow.phase, "ABORTED", "phase after an abort")
    slow.delete()
