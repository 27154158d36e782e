// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.sample.chance.Draw;
import org.nasmyth.sample.files.SampleFiles;
import org.nasmyth.sample.files.Selection;
import org.nasmyth.sample.files.StoredFile;
import org.nasmyth.sample.observe.Observed;
import org.nasmyth.sample.observe.Schedule;
import org.nasmyth.sample.reduce.Reduced;
import org.nasmyth.sample.reduce.Reduction;
import org.nasmyth.sample.tables.AccessTables;
import org.nasmyth.sample.tables.AmbientTables;
import org.nasmyth.sample.tables.CatalogueTables;
import org.nasmyth.sample.tables.FileTables;
import org.nasmyth.sample.tables.Links;
import org.nasmyth.sample.tables.ObservationTables;
import org.nasmyth.sample.tables.ProductTables;
import org.nasmyth.sample.tables.SampleTable;

/**
 * All tables of the sample archive, the same for the same links on every machine.
 *
 * @param observations the tables of the observations' database
 * @param catalogues the tables of the catalogues' database
 * @param access the tables of who may see what
 */
record SampleContent(TableSet observations, TableSet catalogues, TableSet access) {

  /**
   * What the archive observed and reduced, before tables and files are made of it.
   *
   * @param observed the observations
   * @param reduced what was made of them
   * @param selection what of both has files
   * @param draw decides over the rest
   */
  record Archive(Observed observed, Reduced reduced, Selection selection, Draw draw) {

    /** Observes and reduces. */
    static Archive make() {
      Draw draw = new Draw(SEED);
      Observed observed = new Schedule(draw.split("observe")).observe();
      Reduced reduced = new Reduction(draw.split("reduce"), observed).reduce(PRODUCTS);
      Reduced shrunk = Selection.shrunk(reduced, Selection.of(reduced));
      return new Archive(observed, shrunk, Selection.of(shrunk), draw);
    }

    /** The archive's files in a folder. */
    SampleFiles files(Path folder) {
      return new SampleFiles(folder, draw.split("files"));
    }
  }

  private static final long SEED = 0x4E41534D595448L;
  private static final int PRODUCTS = 20_000;

  /** The table of the observations' database that is made last. */
  static final TableName LAST_OF_OBSERVATIONS = new TableName("util", "collections");

  /** The table of the catalogues' database that is made last. */
  static final TableName LAST_OF_CATALOGUES = CatalogueTables.PHOTOMETRY;

  /** The table of the database of who may see what that is made last. */
  static final TableName LAST_OF_ACCESS = AccessTables.GRANTS;

  /**
   * The tables of one database.
   *
   * @param first tables that refer to no other
   * @param then tables that refer to those
   * @param last the table to be made after all others, whose presence tells that all are there
   */
  record TableSet(List<SampleTable> first, List<SampleTable> then, SampleTable last) {

    /** All tables in the order in which they are to be made. */
    List<SampleTable> all() {
      List<SampleTable> all = new ArrayList<>(first);
      all.addAll(then);
      all.add(last);
      return all;
    }
  }

  /** The tables of an archive without files. */
  static SampleContent make(Links links) {
    return of(Archive.make(), links, Map.of());
  }

  /**
   * Lays out the tables; their rows are made when asked for.
   *
   * @param stored the files that were written, by identifier
   */
  static SampleContent of(Archive archive, Links links, Map<String, StoredFile> stored) {
    Draw draw = archive.draw();
    Observed observed = archive.observed();
    Reduced reduced = archive.reduced();
    FileTables files = new FileTables(stored);
    ObservationTables observations =
        new ObservationTables(draw.split("weather"), observed, links, files);
    ProductTables products = new ProductTables(observed, reduced, links, files);
    CatalogueTables catalogues = new CatalogueTables(draw.split("catalogues"), reduced, links);
    AccessTables access = new AccessTables(observed, stored.keySet());
    List<SampleTable> first = new ArrayList<>();
    first.add(observations.raw());
    first.add(products.obsCore());
    first.add(products.files());
    first.add(files.files());
    first.addAll(new AmbientTables(draw.split("ambient")).tables());
    first.addAll(observations.instruments());
    List<SampleTable> util = products.util();
    first.addAll(util.subList(1, util.size()));
    return new SampleContent(
        new TableSet(
            List.copyOf(first),
            List.of(products.productFiles(), products.provenance(), products.spectra()),
            util.get(0)),
        new TableSet(catalogues.catalogues(), List.of(), catalogues.photometry()),
        new TableSet(List.of(access.programmes()), List.of(), access.grants()));
  }
}
