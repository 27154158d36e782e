// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML file of mappings or tables as it is written.
 *
 * @param source its name, for messages
 * @param text all of it
 * @param content the map that it holds
 */
record MappingFile(String source, String text, Map<String, Object> content) {

  /**
   * Understands a file.
   *
   * @throws MappingException if it is no YAML, with the place
   */
  static MappingFile parse(String source, String text) throws MappingException {
    try {
      Load load =
          new Load(
              LoadSettings.builder()
                  .setLabel(source)
                  .setAllowDuplicateKeys(false)
                  .setMaxAliasesForCollections(50)
                  .build());
      return new MappingFile(source, text, MappingReader.map(load.loadFromString(text), source));
    } catch (YamlEngineException e) {
      throw new MappingException(source + ": it is no YAML: " + e.getMessage(), e);
    }
  }

  /** The name of the mapping: what the file says, else the file's own. */
  String name() {
    @Nullable Object name = content.get("mapping");
    return name == null ? source.replaceAll("(.*/)?([^/]+?)(\\.[^.]*)?", "$2") : name.toString();
  }

  /** The mapping that it extends. */
  Optional<String> base() {
    return Optional.ofNullable(content.get("extends")).map(Object::toString);
  }
}
