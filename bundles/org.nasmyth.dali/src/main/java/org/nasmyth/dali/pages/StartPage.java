// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.pages;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.nasmyth.dali.BaseUrl;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.DaliServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code /}: what this archive offers. */
@Component(
    name = StartPage.PID,
    service = Servlet.class,
    property = {"osgi.http.whiteboard.servlet.name=start", "osgi.http.whiteboard.servlet.pattern="})
@Designate(ocd = StartPage.Settings.class)
public final class StartPage extends DaliServlet {

  /** The PID of its configuration, one file {@code org.nasmyth.start.json}. */
  public static final String PID = "org.nasmyth.start";

  /** How the archive calls itself. */
  @ObjectClassDefinition(
      name = "Nasmyth start page",
      description = "What people see who open the archive's address in a browser.")
  public @interface Settings {
    /** The archive's name. */
    @AttributeDefinition(name = "Title", description = "The archive's name.")
    String title() default "Archive";

    /** What it holds. */
    @AttributeDefinition(
        name = "Description",
        description = "What the archive holds and whom to ask, in a few sentences.")
    String description() default "";

    /** Where the server is. */
    @AttributeDefinition(
        name = "Base address",
        description = "Where the server is; empty to take the address that clients use.")
    String baseUrl() default "";
  }

  private static final long serialVersionUID = 1L;

  private final transient Settings settings;
  private final transient Map<Object, OfferedService> services = new ConcurrentHashMap<>();

  /** A page that tells of services as they come. */
  @Activate
  public StartPage(Settings settings) {
    this.settings = settings;
  }

  /** Tells of a service from now on, without waking it. */
  @Reference(
      name = "services",
      service = Servlet.class,
      target = "(" + OfferedService.PATH + "=*)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      updated = "add",
      unbind = "remove")
  public void add(Map<String, Object> properties) {
    services.put(id(properties), OfferedService.of(properties));
  }

  /** Tells of it no longer. */
  public void remove(Map<String, Object> properties) {
    services.remove(id(properties));
  }

  private static Object id(Map<String, Object> properties) {
    return Objects.requireNonNull(properties.get("service.id"));
  }

  @Override
  protected void answer(HttpServletRequest request, HttpServletResponse response)
      throws DaliException, IOException {
    send(html(BaseUrl.of(request, settings.baseUrl())), HtmlPage.CONTENT_TYPE, response);
  }

  private byte[] html(String root) {
    HtmlPage page = new HtmlPage("Astronomical archive", settings.title());
    page.paragraph(settings.description())
        .paragraph(
            "It speaks the protocols of the Virtual Observatory: give the address of a service to"
                + " TOPCAT, Aladin, pyvo or any other client, or ask it by curl.");
    List<OfferedService> offered =
        services.values().stream()
            .sorted(
                Comparator.comparingInt(OfferedService::order).thenComparing(OfferedService::path))
            .toList();
    for (OfferedService service : offered) {
      page.markup("<section><h2>")
          .link(root + service.path(), service.title())
          .markup("</h2>\n<p class=\"kind\"><code>")
          .text(root + service.path())
          .markup("</code></p>\n")
          .paragraph(service.description());
      if (!service.recipes().isEmpty()) {
        page.markup("<details><summary>How to ask it</summary>\n");
        service.addRecipes(page, root).markup("</details>\n");
      }
      page.markup("</section>\n");
    }
    return page.toBytes();
  }
}
