// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import org.nasmyth.sample.sky.Coordinates;

/**
 * Something to point at.
 *
 * @param name as the observers write it
 * @param at equatorial coordinates
 * @param kind its class, such as {@code galaxy} or the survey whose field it is
 */
public record Target(String name, Coordinates at, String kind) {}
