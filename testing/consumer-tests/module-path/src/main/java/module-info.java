module com.example.modulepath {
    requires org.session4j.client;
}
