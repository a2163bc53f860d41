# Not tested here, for lack of a Docker engine: the commands are those of README's "Run it small", which are.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY src ./src
RUN mvn -q -B -DskipTests package && java -Djarmode=tools -jar target/switchboard.jar extract --destination /app

# a JDK, which is larger than a JRE, for it compiles routes/*.java
FROM eclipse-temurin:17-jdk
WORKDIR /app
COPY --from=build /app ./
COPY application.yaml ./
COPY routes ./routes
# the archive of what a start loads, made by a start that ends by itself
RUN java -XX:ArchiveClassesAtExit=switchboard.jsa -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar switchboard.jar --exit-when-ready=true && rm -rf data
# it owns nothing but its data
RUN mkdir data && chown 10001:10001 data && chmod 700 data
USER 10001:10001
VOLUME /app/data
EXPOSE 8080
ENTRYPOINT ["java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=switchboard.jsa", "-jar", "switchboard.jar"]
