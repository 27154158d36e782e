// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;
import org.nasmyth.it.server.TapService;

/** The sample's raw frames lead to their calibrations. */
@ExtendWith(SharedServer.class)
class AssociationsIT {

  private static final String ASSOCIATIONS = "/calselector/v1/associations";
  private static final Pattern LINK =
      Pattern.compile("<TD>([^<]*" + ASSOCIATIONS + "\\?[^<]*)</TD>");

  /** A frame of each instrument and category, as far as its file is there. */
  private static final String FRAMES =
      "SELECT MIN(r.dp_id) AS id FROM dbo.raw AS r JOIN archive.files AS f ON f.file_id = r.dp_id"
          + " GROUP BY r.instrument, r.dp_cat";

  private static List<String> frames(RunningServer server) throws IOException {
    return server
        .tap("tap_obs")
        .csv(FRAMES)
        .text()
        .lines()
        .skip(1)
        .map(line -> line.replace("\"", "").strip())
        .toList();
  }

  private static TapService http(RunningServer server) {
    return TapService.at(server.base());
  }

  @Test
  void every_link_to_calibrations_leads_somewhere(RunningServer server) throws IOException {
    TapService http = http(server);
    int followed = 0;
    for (String frame : frames(server)) {
      Matcher link = LINK.matcher(http.get("/datalink/links?ID=" + frame).text());
      List<String> links = new ArrayList<>();
      while (link.find()) {
        links.add(link.group(1).replace("&amp;", "&"));
      }
      assertThat(links.size()).as(frame).isIn(0, 2);
      assertThat(http.get("/dataset/" + frame).text().contains(ASSOCIATIONS))
          .as("the page of %s leads there, too", frame)
          .isEqualTo(!links.isEmpty());
      for (String url : links) {
        String path = url.substring(url.indexOf(ASSOCIATIONS));
        Answer list = http.get(path);
        assertThat(list.status()).as(url).isEqualTo(200);
        assertThat(list.queryStatus()).as(url).contains("OK");
        assertThat(list.text()).contains("ASSOCIATION_TREE");
        Answer tree = http.get(path.replace("&responseformat=votable", ""));
        assertThat(tree.status()).as(url).isEqualTo(200);
        assertThat(tree.text()).contains("name=\"" + frame + "\"");
        followed++;
      }
    }
    assertThat(followed).as("links to calibrations in the sample").isPositive();
  }

  @Test
  void answers_have_the_shapes_that_clients_look_for(RunningServer server) throws IOException {
    List<String> frames = frames(server);
    TapService http = http(server);
    Answer one = http.post(ASSOCIATIONS, Map.of("dp_id", frames.get(0), "mode", "raw2master"));
    assertThat(one.header("Content-Type")).contains("application/xml; content=calselector");
    assertThat(one.header("Content-Disposition").orElse(""))
        .isEqualTo("filename=\"" + frames.get(0).replace(':', '_') + "_raw2master.xml\"");
    Answer several = http.post(ASSOCIATIONS, Map.of("dp_id", String.join(",", frames)));
    assertThat(several.header("Content-Type").orElse(""))
        .matches("multipart/form-data; boundary=[A-Za-z0-9_-]+;charset=UTF-8");
    assertThat(several.text().split("Content-Disposition: attachment; filename=", -1))
        .hasSize(frames.size() + 1);
    assertThat(http.get(ASSOCIATIONS + "?dp_id=ADP.nobody").status()).isEqualTo(404);
    assertThat(http.get(ASSOCIATIONS).status()).isEqualTo(400);
    assertThat(http.get("/calselector").text()).contains(ASSOCIATIONS);
    assertThat(http.get("/").text()).contains("/calselector");
  }
}
