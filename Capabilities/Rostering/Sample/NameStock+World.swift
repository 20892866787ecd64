/// Names of people whose families came from farther away, in the Latin letters of the register.
extension Sample.NameStock {
    static let arabic = Sample.NameStock(
        girls: """
            Aisha Amal Amina Asma Dana Dima Farah Fatima Hala Hanin Huda Iman Jana Joud Khadija Lamia Lana Layan
            Leila Lina Mariam Maya Nour Noor Rahaf Rana Reem Rima Salma Sara Shahd Tala Yasmin Zainab Zahra
            """,
        boys: """
            Abdullah Adam Ahmed Ali Amir Anas Ayman Bilal Elias Faisal Hadi Hamza Hasan Hassan Hussein Ibrahim
            Ismail Jad Karim Khaled Khalid Mahmoud Mohammed Mustafa Nabil Omar Rami Sami Samir Tariq Youssef Yahya
            Yusuf Zaid
            """,
        families: """
            Abbas Abdallah Al-Bayati Al-Dulaimi Al-Hamdani Al-Jabouri Al-Khafaji Al-Mansouri Al-Rubaie Al-Saadi
            Al-Shammari Al-Tamimi Al-Zubaidi Darwish El-Khatib El-Masri Haddad Hamdan Hassan Ibrahim Issa Jaber
            Kassem Khalil Mansour Nasser Saleh Sayed Shaheen Zaki
            """,
        further: .fathers)

    static let somali = Sample.NameStock(
        girls: """
            Aamina Amaal Asha Ayaan Bilan Deqa Fadumo Faduma Farhiya Fartun Halima Hamdi Hani Hibaq Hodan Idil Ifrah
            Ikran Khadra Ladan Muna Nasra Najma Nimco Rahma Safiya Sagal Sahra Samira Sumaya Ubah Warda Zamzam
            """,
        boys: """
            Abdi Abdifatah Abdikadir Abdirahman Abdullahi Adan Ahmed Ali Ayub Bashir Daud Farah Guled Hamza Hassan
            Hussein Ibrahim Ilyas Ismail Jama Khalid Liban Mahad Mohamed Mohamud Mukhtar Nur Omar Osman Said Salman
            Yahye Yasin Yusuf Zakaria
            """,
        families: """
            Abdi Abdullahi Aden Adan Ahmed Ali Barre Dahir Duale Elmi Farah Gedi Guled Hassan Hersi Hirsi Hussein
            Ibrahim Isse Jama Mohamed Mohamud Muse Noor Nur Omar Osman Roble Said Sharif Sheikh_Mohamed Warsame
            Yusuf
            """,
        further: .fathers)

    static let kurdish = Sample.NameStock(
        girls: """
            Avin Berivan Chiman Dilan Evin Gulan Hêvî Jiyan Kejal Lana Mizgin Narin Nazdar Rojin Rozerin Shilan
            Sozan Zelal Zîn
            """,
        boys: """
            Aram Azad Baran Botan Dara Diyar Ferhad Hêmin Hiwa Karwan Mîran Rebaz Rêbîn Rizgar Rojhat Sîpan Sirwan
            Soran Zana Zinar
            """,
        families: """
            Abdulla Ahmad Amin Aziz Barwari Bajelan Darwesh Faraj Ghafur Hama Hamid Jaff Karim Kerim Mahmud Majid
            Mirza Qadir Rashid Rostami Salih Sharif Sindi Zebari Zangana
            """)

    static let vietnamese = Sample.NameStock(
        girls: """
            Anh Bao Chi Dung Giang Ha Hoa Hong Huong Lan Linh Mai Minh My Ngan Ngoc Nhi Phuong Quynh Thao Thi Thuy
            Trang Tuyet Vy
            """,
        boys: """
            Anh Bao Binh Cuong Dat Duc Duy Hai Hieu Hung Huy Khanh Khoa Long Minh Nam Phong Phuc Quan Son Thang Tien
            Tuan Viet
            """,
        families: """
            Bui Cao Dang Dinh Do Doan Duong Ho Hoang Huynh La Le Luong Ly Mai Ngo Nguyen Phan Pham Quach Ta Tran
            Truong Vo Vu
            """)

    static let thai = Sample.NameStock(
        girls: """
            Achara Anong Busaba Chailai Kanya Kulap Lamai Malai Malee Nari Nida Pensri Ploy Ratana Saengdao Sirinya
            Suda Wanida
            """,
        boys: """
            Anan Arthit Chai Decha Kasem Kiet Manop Narong Niran Pravat Prasert Sakda Somchai Somsak Suchart Thawat
            Wirat Wichai
            """,
        families: """
            Boonmee Bunnag Chaiyasit Chanthara Intharaprasit Kaewkamnerd Kittisak Phromthong Pongpaiboonkiat
            Rattanakosin Saelim Saetang Sangthong Siriwattanaporn Sukhumwit Suwannarat Thongchai Wongsuwan
            Wattanakul
            """,
        further: .none)

    static let english = Sample.NameStock(
        girls: """
            Abigail Amelia Ava Charlotte Chloe Daisy Eleanor Emily Evelyn Florence Freya Grace Hannah Holly Isla Ivy
            Lily Mia Poppy Zoë
            """,
        boys: """
            Alfie Archie Charlie Connor Ethan Finley George Harry Henry Jack Jacob James Logan Mason Noah Oscar Owen
            Ryan Theo Thomas
            """,
        families: """
            Adeyemi Ashworth Bennett Brooks Carter Chukwu Collins Cooper Edwards Fraser Griffiths Hughes MacLeod
            Mensah Murphy Nwosu O'Brien O'Connor Okafor Patel Reid Sullivan Turner Walsh Whitfield
            """)

    static let albanian = Sample.NameStock(
        girls: """
            Albana Ardita Arta Besa Blerta Diellza Drita Elira Erza Fjolla Lendita Majlinda Njomza Rina Teuta Vesa
            Yllka
            """,
        boys: """
            Agron Arben Arbër Ardian Besnik Blerim Dardan Driton Endrit Erion Fatos Ilir Kushtrim Leart Lirim Rron
            Valon
            """,
        families: """
            Berisha Bytyqi Gashi Hoti Hoxha Kelmendi Krasniqi Kryeziu Morina Mustafa Osmani Rexhepi Shala Shehu
            Thaçi Zeqiri
            """)

    static let persian = Sample.NameStock(
        girls: """
            Arezoo Atefeh Bahar Elham Fariba Farzaneh Golnaz Laleh Mahsa Maryam Mina Nasrin Negin Parisa Roya Sahar
            Shirin Zahra
            """,
        boys: """
            Amir Arash Babak Behrouz Dariush Ehsan Farhad Hamid Javad Kian Mehdi Navid Omid Payam Reza Saman Siavash
            Yama
            """,
        families: """
            Ahmadi Akbari Azizi Ebrahimi Ghorbani Haidari Hashemi Hosseini Jafari Karimi Mohammadi Moradi Nazari
            Rahimi Rezai Sadat
            """)
}
