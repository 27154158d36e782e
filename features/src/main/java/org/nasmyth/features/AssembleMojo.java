// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.features;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Lays a server out from the list of its features, and writes Karaf's features.xml from it. */
@Mojo(name = "assemble", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters before it calls execute
public final class AssembleMojo extends AbstractMojo {
  private final RepositorySystem repositories;
  private final MavenProjectHelper projects;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
  private RepositorySystemSession session;

  /** The list of features. */
  @Parameter(required = true)
  private File list;

  /** The folder that becomes the server. */
  @Parameter(required = true)
  private File output;

  /** The feature repository for Karaf. */
  @Parameter(required = true)
  private File karaf;

  /**
   * Called by Maven.
   *
   * @param repositories finds the jars
   * @param projects attaches the feature repository to the project
   */
  @Inject
  public AssembleMojo(RepositorySystem repositories, MavenProjectHelper projects) {
    this.repositories = repositories;
    this.projects = projects;
  }

  @Override
  public void execute() throws MojoExecutionException {
    try {
      FeatureList features = FeatureList.read(list.toPath());
      Map<String, String> versions = managedVersions();
      Layout layout = new Layout(output.toPath());
      for (Feature feature : features.features()) {
        for (Part part : feature.parts()) {
          layout.add(feature, part, resolve(part, version(versions, part)));
        }
      }
      layout.finish();
      new KarafFeatures(project.getVersion(), part -> versions.get(part.coordinates()))
          .write(features, karaf.toPath());
      projects.attachArtifact(project, "xml", "features", karaf);
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  private Map<String, String> managedVersions() {
    return project.getDependencyManagement().getDependencies().stream()
        .filter(dependency -> dependency.getClassifier() == null)
        .collect(
            Collectors.toMap(
                dependency -> dependency.getGroupId() + ":" + dependency.getArtifactId(),
                Dependency::getVersion,
                (first, second) -> first));
  }

  private String version(Map<String, String> versions, Part part) throws MojoExecutionException {
    String version = versions.get(part.coordinates());
    if (version == null) {
      throw new MojoExecutionException(list + " names " + part.coordinates() + ", bom/ does not");
    }
    return version;
  }

  private Path resolve(Part part, String version) throws MojoExecutionException {
    DefaultArtifact artifact =
        new DefaultArtifact(part.groupId(), part.artifactId(), "jar", version);
    ArtifactRequest request =
        new ArtifactRequest(artifact, project.getRemoteProjectRepositories(), "features");
    try {
      Path file = repositories.resolveArtifact(session, request).getArtifact().getFile().toPath();
      if (file.toFile().isDirectory()) {
        throw new MojoExecutionException(
            part.coordinates() + " has no jar yet: build up to the package phase");
      }
      return file;
    } catch (ArtifactResolutionException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }
}
