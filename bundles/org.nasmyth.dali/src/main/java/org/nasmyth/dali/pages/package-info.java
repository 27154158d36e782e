// SPDX-License-Identifier: Apache-2.0

/** Pages for people: one look for all of them, pages of services, and the start page. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.dali.pages;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
