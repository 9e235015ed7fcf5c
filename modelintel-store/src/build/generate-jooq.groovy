// Generates the jOOQ classes from the migrations: starts a PostgreSQL, migrates it, and lets jOOQ read its catalog.
// Skipped where nothing that decides the result has changed, so that a rebuild costs nothing.
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.security.MessageDigest
import java.util.logging.Level
import java.util.logging.Logger
import org.flywaydb.core.Flyway
import org.jooq.codegen.GenerationTool
import org.jooq.meta.jaxb.Configuration
import org.jooq.meta.jaxb.Database
import org.jooq.meta.jaxb.ForcedType
import org.jooq.meta.jaxb.Generate
import org.jooq.meta.jaxb.Generator
import org.jooq.meta.jaxb.Jdbc
import org.jooq.meta.jaxb.Logging
import org.jooq.meta.jaxb.Target

System.setProperty('org.jooq.no-logo', 'true')
System.setProperty('org.jooq.no-tips', 'true')

def schema = 'modelintel'
def migrations = new File(project.basedir, 'src/main/resources/dev/autopack/modelintel/store/migration')
def sources = new File(project.build.directory, 'generated-sources/jooq')
def stamp = new File(sources, 'made-from.sha256')
project.addCompileSourceRoot(sources.path)

def digest = MessageDigest.getInstance('SHA-256')
(migrations.listFiles().sort() + new File(project.basedir, 'src/build/generate-jooq.groovy')).each {
    digest.update(it.name.bytes)
    digest.update(it.bytes)
}
digest.update(org.jooq.Constants.FULL_VERSION.bytes)
def fingerprint = digest.digest().encodeHex().toString()
if (stamp.exists() && stamp.text == fingerprint) {
    return
}

// Held, because a logger without a strong reference forgets its level.
def quiet = ['org.flywaydb', 'org.jooq', 'io.zonky'].collect { Logger.getLogger(it) }
quiet.each { it.level = Level.WARNING }

def postgres = EmbeddedPostgres.start()
try {
    Flyway.configure()
            .dataSource(postgres.postgresDatabase)
            .defaultSchema(schema)
            .locations("filesystem:$migrations")
            .load()
            .migrate()
    GenerationTool.generate(new Configuration()
            .withLogging(Logging.WARN)
            .withJdbc(new Jdbc()
                    .withDriver('org.postgresql.Driver')
                    .withUrl(postgres.getJdbcUrl('postgres', 'postgres')))
            .withGenerator(new Generator()
                    .withDatabase(new Database()
                            .withName('org.jooq.meta.postgres.PostgresDatabase')
                            .withInputSchema(schema)
                            .withExcludes('flyway_schema_history')
                            .withForcedTypes(new ForcedType().withName('INSTANT').withIncludeTypes('timestamptz')))
                    .withGenerate(new Generate()
                            .withGeneratedAnnotation(true)
                            .withGlobalObjectReferences(true)
                            .withRecords(true)
                            .withComments(false))
                    .withTarget(new Target()
                            .withPackageName('dev.autopack.modelintel.store.jooq')
                            .withDirectory(sources.path)
                            .withClean(true))))
} finally {
    postgres.close()
}
stamp.text = fingerprint
