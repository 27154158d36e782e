// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.calibration;

import java.util.Map;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.products.Product;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Selects the calibrations that belong to raw frames. Register one as an OSGi service; of several
 * the one with the highest service ranking that {@link #offers} something for a frame selects for
 * it.
 *
 * <p>Implementations are safe for any thread and answer for a hundred frames of one night with a
 * few questions to their database.
 */
@ConsumerType
public interface CalibrationSelector {

  /**
   * Whether it has rules for a frame. Answers from memory, because every list of a raw frame's
   * links asks.
   *
   * @param frame a raw frame; {@link Product#rights} tells of the instrument
   */
  boolean offers(Product frame);

  /**
   * Selects calibrations. Only what {@link CalibrationRequest#archive} tells of may take part.
   *
   * @param request for which frames
   * @return what belongs to them, by the frame's identifier. A frame that rules do not know how to
   *     process has a root without calibrations and with a message that says so; frames that {@link
   *     #offers} refuses may be left out.
   * @throws DatabaseException if a database cannot be asked, or the request was cancelled
   */
  Map<String, Cascade> select(CalibrationRequest request) throws DatabaseException;
}
