// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.html;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.osgi.service.component.annotations.Component;

/**
 * A page for a person: the query, the columns' meaning, and the rows, which a script in the page
 * sorts and pages through. It needs nothing from the network, and nothing in a result can make it
 * load or run anything.
 */
@Component(service = ResultFormat.class)
public final class HtmlFormat implements ResultFormat {

  private final PagePart style = PagePart.read("result.css");
  private final PagePart script = PagePart.read("result.js");

  @Override
  public String mediaType() {
    return "text/html";
  }

  @Override
  public List<String> aliases() {
    return List.of("html");
  }

  @Override
  public String fileExtension() {
    return "html";
  }

  @Override
  public ResultWriter begin(ResultDescription description, OutputStream out) throws IOException {
    HtmlPage page = new HtmlPage(description, out);
    page.begin(style, script);
    return page;
  }
}
