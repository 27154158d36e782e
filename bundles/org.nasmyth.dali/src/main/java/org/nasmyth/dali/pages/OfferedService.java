// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A service as people are told of it. A face announces its own by service properties of its
 * servlet, so that the start page knows of it without knowing the face.
 *
 * @param path where its own page is, with a slash before it
 * @param title a few words
 * @param description a sentence or two; may be empty
 * @param recipes how it is asked
 * @param order where it stands among the others: low numbers first
 */
public record OfferedService(
    String path, String title, String description, List<Recipe> recipes, int order) {

  /** The service property of {@link #path}. */
  public static final String PATH = "nasmyth.service.path";

  /** The service property of {@link #title}. */
  public static final String TITLE = "nasmyth.service.title";

  /** The service property of {@link #description}. */
  public static final String DESCRIPTION = "nasmyth.service.description";

  /**
   * The service property of {@link #recipes}: texts, each a label and the lines to write, divided
   * by {@code |}; in these <code>{address}</code> stands for the address of the service and <code>
   * {root}</code> for that of the server.
   */
  public static final String RECIPES = "nasmyth.service.recipes";

  /** The service property of {@link #order}, an Integer. */
  public static final String ORDER = "nasmyth.service.order";

  /**
   * A way to ask a service.
   *
   * @param label by which program
   * @param text what to write, addresses left open
   */
  public record Recipe(String label, String text) {

    String at(String root, String path) {
      return text.replace("{address}", root + path).replace("{root}", root);
    }
  }

  /** Copies the list. */
  public OfferedService {
    recipes = List.copyOf(recipes);
  }

  /**
   * A service.
   *
   * @param recipes in the form of {@link #RECIPES}
   */
  public static OfferedService of(
      String path, String title, String description, int order, String... recipes) {
    return new OfferedService(
        path,
        title,
        description,
        Arrays.stream(recipes)
            .map(text -> text.split("\\|", 2))
            .filter(parts -> parts.length == 2)
            .map(parts -> new Recipe(parts[0], parts[1].replace('|', '\n')))
            .toList(),
        order);
  }

  /** Reads the properties of a service that has {@value #PATH}. */
  static OfferedService of(Map<String, ?> properties) {
    String path = String.valueOf(properties.get(PATH));
    Object recipes = properties.get(RECIPES);
    return of(
        path,
        properties.get(TITLE) instanceof String title ? title : path,
        properties.get(DESCRIPTION) instanceof String description ? description : "",
        properties.get(ORDER) instanceof Integer order ? order : Integer.MAX_VALUE,
        recipes instanceof String[] several
            ? several
            : recipes instanceof String one ? new String[] {one} : new String[0]);
  }

  /** Adds the recipes to a page. */
  HtmlPage addRecipes(HtmlPage page, String root) {
    for (Recipe recipe : recipes) {
      page.paragraph(recipe.label()).markup("<pre>").text(recipe.at(root, path)).markup("</pre>\n");
    }
    return page;
  }
}
