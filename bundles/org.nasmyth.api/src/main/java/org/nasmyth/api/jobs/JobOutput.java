// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.io.IOException;
import java.io.OutputStream;

/** Where a job puts what it makes. Used by the job's thread. */
public interface JobOutput {

  /**
   * Begins a result. It is offered to the user only once the job is complete, and whole.
   *
   * @param id its name, unique in the job
   * @param mediaType its media type
   * @param fileExtension the extension of its file's name, without the dot
   * @return the stream for it, buffered; close it before the work ends
   */
  OutputStream begin(String id, String mediaType, String fileExtension) throws IOException;
}
