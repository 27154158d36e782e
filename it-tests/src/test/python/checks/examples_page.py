# SPDX-License-Identifier: Apache-2.0
"""pyvo finds the examples, and every one of them runs."""

from nasmyth_check import same, service, true

for name in ("tap_obs", "tap_cat"):
    tap = service(name)
    examples = tap.examples
    true(len(examples) >= 2, name + " has examples")
    for example in examples:
        true(len(example["QUERY"].strip()) > 0, name + " has a query in each example")
        result = tap.search(example["QUERY"], maxrec=50)
        true(result.to_table().colnames, "the example has columns: " + example["QUERY"])
        print(name, len(result), "rows:", " ".join(example["QUERY"].split())[:100])
