// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.results;

import java.util.List;

/**
 * A service that can be called with values of a result's columns (DataLink 1.1, section 4).
 *
 * @param id a word that is unique in the document
 * @param standardId the standard that the service follows, such as {@code
 *     ivo://ivoa.net/std/DataLink#links-1.1}
 * @param accessUrl its address
 * @param description one line for a person
 * @param inputs its parameters that take their values from columns
 */
public record ServiceDescriptor(
    String id, String standardId, String accessUrl, String description, List<Input> inputs) {

  /**
   * A parameter whose value is that of a column.
   *
   * @param name the parameter's name
   * @param column the column's place among the result's fields, from 0
   */
  public record Input(String name, int column) {}

  /** Copies the list. */
  public ServiceDescriptor {
    inputs = List.copyOf(inputs);
  }
}
